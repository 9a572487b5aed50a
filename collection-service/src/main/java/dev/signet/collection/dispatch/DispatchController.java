package dev.signet.collection.dispatch;

import dev.signet.contract.DispatchClaims.Claimed;
import dev.signet.contract.DispatchClaims.Mark;
import dev.signet.contract.DispatchClaims.Request;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The dispatcher's two calls. */
@RestController
@RequestMapping("/internal/dispatch")
class DispatchController {
    private final Dispatch dispatch;

    DispatchController(Dispatch dispatch) {
        this.dispatch = dispatch;
    }

    @PostMapping("/claims")
    Claimed claim(@RequestBody Request request) {
        return dispatch.claim(request);
    }

    @PostMapping("/marks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void mark(@RequestBody Mark mark) {
        dispatch.mark(mark.batches());
    }
}
