package dev.signet.console.access;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether a token is an operator's: 204, or 401 and 403 as for anything else that an operator alone may do. */
@RestController
class OperatorController {
    @PostMapping("/api/v1/operator")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void check() {}
}
