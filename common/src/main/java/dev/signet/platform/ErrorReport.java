package dev.signet.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What Tomcat refuses before any servlet sees it (an illegal character in the path, a broken header) is a problem too, not a page of HTML. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ErrorReport {
    /** Comes after Spring Boot's own, and so stands within it: the inner valve reports first. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemsInsteadOfPages() {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemValve()));
    }

    private static final class ProblemValve extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable cause) {
            if (response.getStatus() < 400
                    || response.getContentWritten() > 0
                    || !response.setErrorReported()
                    || !canBeWritten(response)) {
                return;
            }
            try {
                write(response);
            } catch (IOException | IllegalStateException e) {
                container.getLogger().debug("An error could not be reported", e);
            }
        }

        private static boolean canBeWritten(Response response) {
            var allowed = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, allowed);
            return allowed.get();
        }

        private static void write(Response response) throws IOException {
            if (response.getStatus() == HttpStatus.NOT_IMPLEMENTED.value()) {
                response.setStatus(
                        HttpStatus.BAD_REQUEST.value()); // a transfer coding that nobody knows is no fault of ours
            }
            var known = HttpStatus.resolve(response.getStatus());
            var status = known == null ? HttpStatus.BAD_REQUEST : known;
            var body = Problems.text(status, Problems.slug(status), ErrorPage.detail(status.value()));
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(body);
                response.finishResponse();
            }
        }
    }
}
