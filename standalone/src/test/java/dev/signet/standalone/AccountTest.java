package dev.signet.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.standalone.Account.Sent;
import dev.signet.standalone.Account.Taken;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Sent SENT = new Sent(70, 20, 5, 5);

    @Test
    void everythingAccountedForAddsUp() {
        assertThat(new Account(SENT, new Taken("login", 100, 70, 25, 5), 70, 5).addsUp())
                .isTrue();
    }

    @Test
    void whatTheBrokerBringsOnceMoreIsADuplicate() {
        assertThat(new Account(SENT, new Taken("login", 103, 70, 28, 5), 70, 5).addsUp())
                .isTrue();
    }

    @Test
    void whatIsLostDoubledOrUnaccountedForDoesNotAddUp() {
        assertThat(new Account(SENT, new Taken("login", 99, 69, 25, 5), 69, 5).addsUp())
                .isFalse();
        assertThat(new Account(SENT, new Taken("login", 100, 71, 24, 5), 71, 5).addsUp())
                .isFalse();
        assertThat(new Account(SENT, new Taken("login", 100, 70, 25, 5), 71, 5).addsUp())
                .isFalse();
        assertThat(new Account(SENT, new Taken("login", 100, 70, 25, 5), 70, 4).addsUp())
                .isFalse();
        assertThat(new Account(SENT, new Taken("login", 100, 70, 24, 6), 70, 5).addsUp())
                .isFalse();
        assertThat(new Account(SENT, new Taken("login", 100, 70, 25, 4), 70, 5).addsUp())
                .isFalse();
    }
}
