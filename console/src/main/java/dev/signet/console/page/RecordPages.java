package dev.signet.console.page;

import dev.signet.console.upstream.Upstream;
import dev.signet.console.upstream.Upstreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Records: find one, look through them, see one with its signature, take it home. */
@Controller
class RecordPages {
    private static final List<String> STATES = List.of("SIGNED", "UNSIGNED", "QUARANTINED");

    private final Upstreams upstreams;
    private final PublicPath path;

    RecordPages(Upstreams upstreams, PublicPath path) {
        this.upstreams = upstreams;
        this.path = path;
    }

    @GetMapping("/records")
    @Nullable String records(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String keyring,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String find,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wanted = find == null ? "" : find.strip();
        if (wanted.matches("\\d{1,18}")) {
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            response.setHeader(HttpHeaders.LOCATION, path.base(request) + "records/" + wanted);
            return null;
        }
        var query =
                ListQuery.of(50).and("status", status).and("keyring", keyring).and("cursor", cursor);
        model.addAttribute(
                "records", upstreams.read(Upstream.COLLECTION, "/api/v1/records" + query, Views.Records.class));
        model.addAttribute("states", STATES);
        model.addAttribute("status", status == null ? "" : status);
        model.addAttribute("keyring", keyring == null ? Keyrings.DEFAULT : keyring);
        model.addAttribute("ofStatus", ListQuery.ALL.and("status", status));
        model.addAttribute("ofKeyring", ListQuery.ALL.and("keyring", keyring));
        model.addAttribute("firstPage", cursor == null);
        model.addAttribute("notAnId", wanted);
        return "records";
    }

    @GetMapping("/records/{id:\\d+}")
    String record(@PathVariable String id, Model model, HttpServletRequest request) {
        var record = upstreams.read(Upstream.COLLECTION, "/api/v1/records/" + id, Views.RecordDetail.class);
        model.addAttribute("record", record);
        model.addAttribute("payload", Payload.of(Base64.getUrlDecoder().decode(record.payload())));
        if (record.status().equals("SIGNED")) {
            var signature = signature(id);
            model.addAttribute("signature", signature);
            model.addAttribute("openssl", Bundle.commands(signature, path.address(request)));
        }
        return "record";
    }

    @GetMapping("/records/{id:\\d+}/bundle.zip")
    void bundle(@PathVariable String id, HttpServletResponse response) throws IOException {
        var bundle = Bundle.of(upstreams, signature(id));
        response.setContentType("application/zip");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"record-%s.zip\"".formatted(id));
        bundle.writeTo(response.getOutputStream());
    }

    private Views.Signature signature(String id) {
        return upstreams.read(Upstream.COLLECTION, "/api/v1/records/" + id + "/signature", Views.Signature.class);
    }
}
