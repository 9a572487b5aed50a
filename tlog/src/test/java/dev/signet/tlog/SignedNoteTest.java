package dev.signet.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedNoteTest {
    // the example in the documentation of golang.org/x/mod/sumdb/note
    private static final String KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private final SigningKey key = SigningKey.parse(SigningKey.generate(), "example.com/log");

    @Test
    void noteOfAnotherImplementationVerifies() {
        assertThat(SignedNote.parse(NOTE).isSignedBy(VerifierKey.parse(KEY))).isTrue();
        assertThat(VerifierKey.parse(KEY)).hasToString(KEY);
        assertThat(SignedNote.parse(NOTE)).hasToString(NOTE);
    }

    @Test
    void changedTextDoesNotVerify() {
        var changed = SignedNote.parse(NOTE.replace("answer", "solution"));

        assertThat(changed.isSignedBy(VerifierKey.parse(KEY))).isFalse();
    }

    @Test
    void ourNotesVerifyByTheirKeyAndNoOther() {
        var note = key.sign("a text\n");

        assertThat(SignedNote.parse(note.toString())).isEqualTo(note);
        assertThat(note.isSignedBy(VerifierKey.parse(key.verifier().toString())))
                .isTrue();
        assertThat(note.isSignedBy(SigningKey.parse(SigningKey.generate(), "example.com/log")
                        .verifier()))
                .isFalse();
        assertThat(note.isSignedBy(
                        new VerifierKey("example.com/other", key.verifier().key())))
                .isFalse();
    }

    @Test
    void signaturesOfOthersAreOfNoInterest() {
        var cosigned = NOTE + "\u2014 somebody.else AAAAAAAA\n";

        assertThat(SignedNote.parse(cosigned).isSignedBy(VerifierKey.parse(KEY)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text\n",
                "text\n\n",
                "text\n\nname signature\n",
                "text\n\n\u2014 name\n",
                "text\n\n\u2014 name AAAA"
            })
    void whatIsNoNoteIsRefused(String note) {
        assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(NotANote.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PeterNeumann",
                "PeterNeumann+c74f20a3",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc",
                "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    void whatIsNoKeyIsRefused(String line) {
        assertThatThrownBy(() -> VerifierKey.parse(line)).isInstanceOf(NotANote.class);
    }

    @Test
    void keyFileWhoseHalvesDoNotBelongTogetherIsRefused() {
        var one = SigningKey.generate();
        var other = SigningKey.generate();
        var mixed = one.substring(0, one.indexOf("-----BEGIN PUBLIC"))
                + other.substring(other.indexOf("-----BEGIN PUBLIC"));

        assertThatThrownBy(() -> SigningKey.parse(mixed, "log"))
                .isInstanceOf(NotANote.class)
                .hasMessage("the log's public key does not belong to its private key");
    }
}
