package dev.signet.console.operator;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Whether a token is the operator's: 204, or 401 as for anything else the operator alone may do. */
@RestController
class OperatorController {
    @PostMapping("/api/v1/operator")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void check() {}
}
