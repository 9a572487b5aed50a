package dev.signet.collection.keyring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.collection.TestKeyring;
import dev.signet.collection.TestKeyring.TestSigner;
import dev.signet.collection.testing.KeyServiceStandIn;
import dev.signet.collection.testing.ViewsIT;
import dev.signet.contract.PublicKeys;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ViewsIT
class KeyServiceKeysIT {
    private final KeyServiceKeys keys;
    private final KeyServiceStandIn keyService;

    @Autowired
    KeyServiceKeysIT(KeyServiceKeys keys, KeyServiceStandIn keyService) {
        this.keys = keys;
        this.keyService = keyService;
    }

    @Test
    void keyIsAskedForOnceAndKeptWhileKeyServiceIsAway() {
        var one = signer();
        var two = signer();
        keyService.has(known(one), known(two));

        keys.find(Set.of(one.id()));
        keys.find(Set.of(one.id(), two.id()));
        keyService.setAway(true);
        var found = keys.find(Set.of(one.id(), two.id()));
        keyService.setAway(false);

        assertThat(found).containsOnlyKeys(one.id(), two.id());
        assertThat(keyService.questions())
                .containsExactly(new PublicKeys(List.of(one.id())), new PublicKeys(List.of(two.id())));
    }

    @Test
    void whatCannotBeFoundOutNowIsNotTakenForUnknown() {
        var key = signer();
        keyService.has(known(key));
        keyService.setAway(true);

        assertThatThrownBy(() -> keys.find(Set.of(key.id()))).isInstanceOf(KeysUnavailable.class);

        keyService.setAway(false);
        assertThat(keys.find(Set.of(key.id()))).containsOnlyKeys(key.id());
    }

    @Test
    void keyThatKeyServiceDoesNotHaveIsAskedForAgain() {
        var late = signer();
        keyService.has();
        assertThat(keys.find(Set.of(late.id()))).isEmpty();

        keyService.has(known(late));

        assertThat(keys.find(Set.of(late.id()))).containsOnlyKeys(late.id());
    }

    @Test
    void keyThatItsIdIsNotTheThumbprintOfIsNotBelieved() {
        var asked = signer();
        keyService.has(new PublicKeys.Known(asked.id(), signer().publicKey()));

        assertThat(keys.find(Set.of(asked.id()))).isEmpty();
    }

    private static TestSigner signer() {
        return new TestKeyring().key(false);
    }

    private static PublicKeys.Known known(TestSigner signer) {
        return new PublicKeys.Known(signer.id(), signer.publicKey());
    }
}
