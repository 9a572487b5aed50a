package dev.signet.platform;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says which build is answering, so that who asks can see whether all are the same. */
@RestController
@ConditionalOnWebApplication
class BuildController {
    private final Build build;

    BuildController(Environment environment) {
        build = Build.of(environment.getRequiredProperty("spring.application.name"));
    }

    @GetMapping(path = "/api/v1/version", produces = MediaType.APPLICATION_JSON_VALUE)
    Build version() {
        return build;
    }
}
