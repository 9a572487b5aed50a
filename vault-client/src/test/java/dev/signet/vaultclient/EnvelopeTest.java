package dev.signet.vaultclient;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.vaultclient.BrokerRequest.Operation;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

/** What goes over the broker is for the vault alone, and its reply for the asker alone. */
class EnvelopeTest {
    private final KeyPair vault;

    EnvelopeTest() throws GeneralSecurityException {
        vault = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    }

    @Test
    void requestAndReplyAreReadByWhomTheyAreForAndByNobodyElse() throws GeneralSecurityException {
        var asked = Envelope.to(vault.getPublic());
        var request = request().seal(asked);
        var taken = Envelope.of(request, vault.getPrivate());
        var reply = new BrokerReply(200, "the payload".getBytes(US_ASCII), 0).seal(taken);

        assertThat(BrokerRequest.read(taken.openRequest(request)).id()).isEqualTo("the id".getBytes(US_ASCII));
        assertThat(BrokerReply.open(asked, reply).body()).isEqualTo("the payload".getBytes(US_ASCII));
        assertThat(new String(request, ISO_8859_1) + new String(reply, ISO_8859_1))
                .doesNotContain("the id", "dGhlIGlk", "the payload", "dGhlIHBheWxvYWQ", "STORE");
        assertThatThrownBy(() -> Envelope.to(vault.getPublic()).openReply(reply))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void twoRepliesToOneRequestShareNoNonce() throws GeneralSecurityException {
        var taken = Envelope.of(request().seal(Envelope.to(vault.getPublic())), vault.getPrivate());

        assertThat(taken.sealReply(new byte[16])).isNotEqualTo(taken.sealReply(new byte[16]));
    }

    @Test
    void whatIsTooShortForAKeyIsNoRequest() {
        for (var length : new int[] {0, 1, 31}) {
            assertThatThrownBy(() -> Envelope.of(new byte[length], vault.getPrivate()))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void whatWasChangedOrIsNoRequestDoesNotOpen() throws GeneralSecurityException {
        var request = request().seal(Envelope.to(vault.getPublic()));
        for (var place : new int[] {0, 31, 32, 43, 44, request.length - 1}) {
            var changed = request.clone();
            changed[place] ^= 1;
            assertThatThrownBy(() -> Envelope.of(changed, vault.getPrivate()).openRequest(changed))
                    .isInstanceOf(GeneralSecurityException.class);
        }
        for (var length : new int[] {0, 1, 32, 40, 59}) {
            assertThatThrownBy(() ->
                            Envelope.of(new byte[length], vault.getPrivate()).openRequest(new byte[length]))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    private static BrokerRequest request() {
        return new BrokerRequest(
                Operation.STORE,
                "",
                "the id".getBytes(US_ASCII),
                new byte[32],
                false,
                "the payload".getBytes(US_ASCII));
    }
}
