package dev.signet.console.page;

import dev.signet.console.access.ViewerCookie;
import dev.signet.platform.Refusals;
import dev.signet.platform.people.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Where a browser says who looks. What it gets for that is gone when it is closed, is sent to this console alone, and lets it look, not do. */
@Controller
class LoginPages {
    // relative, so that nobody is led elsewhere
    private static final Pattern WITHIN = Pattern.compile("(?!/|\\\\)[A-Za-z0-9._~/-]*(\\?[^\\s\\\\]*)?");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1,4000}");

    private final People people;
    private final PublicPath path;
    private final Refusals refusals;

    LoginPages(People people, PublicPath path, Refusals refusals) {
        this.people = people;
        this.path = path;
        this.refusals = refusals;
    }

    @GetMapping("/login")
    ModelAndView ask(@RequestParam(defaultValue = "") String to) {
        return new ModelAndView("login", Map.of("to", within(to), "refused", false));
    }

    @PostMapping("/login")
    ModelAndView enter(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String to,
            HttpServletRequest request,
            HttpServletResponse response) {
        var given = token.strip();
        if (!TOKEN.matcher(given).matches() || people.of(given).isEmpty()) {
            refusals.refused(Optional.empty(), request.getRequestURI());
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return new ModelAndView("login", Map.of("to", within(to), "refused", true));
        }
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie(given, request).build().toString());
        return lead(path.base(request) + within(to));
    }

    @PostMapping("/logout")
    ModelAndView leave(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE, cookie("", request).maxAge(0).build().toString());
        return lead(path.base(request) + "login");
    }

    private ResponseCookie.ResponseCookieBuilder cookie(String value, HttpServletRequest request) {
        return ResponseCookie.from(ViewerCookie.NAME, value)
                .httpOnly(true)
                .secure(path.address(request).startsWith("https:"))
                .sameSite("Strict")
                .path(path.base(request));
    }

    private static ModelAndView lead(String to) {
        var there = new RedirectView(to);
        there.setStatusCode(HttpStatus.SEE_OTHER);
        there.setExposeModelAttributes(false);
        there.setExpandUriTemplateVariables(false);
        return new ModelAndView(there);
    }

    private static String within(String to) {
        return WITHIN.matcher(to).matches() ? to : "";
    }
}
