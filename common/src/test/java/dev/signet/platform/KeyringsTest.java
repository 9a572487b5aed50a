package dev.signet.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.signet.contract.KeyringName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KeyringsTest {
    private static final KeyringName INVOICES = new KeyringName("invoices");
    private static final KeyringName MAIL = new KeyringName("mail");

    @Test
    void namesWhatIsSetInItsOrderWithTheSizesThatAreSet() {
        var set = set("mail, invoices:1000");

        assertThat(set.named()).containsExactly(MAIL, INVOICES);
        assertThat(set.all()).containsExactly(KeyringName.DEFAULT, MAIL, INVOICES);
        assertThat(set.batchSize(INVOICES)).hasValue(1000);
        assertThat(set.batchSize(MAIL)).isEmpty();
        assertThat(set.batchSize(KeyringName.DEFAULT)).isEmpty();
    }

    @Test
    void theDefaultOneIsThereOnceWhereItIsNamed() {
        var set = set("mail,default:20");

        assertThat(set.named()).containsExactly(MAIL, KeyringName.DEFAULT);
        assertThat(set.all()).containsExactly(KeyringName.DEFAULT, MAIL);
        assertThat(set.batchSize(KeyringName.DEFAULT)).hasValue(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ","})
    void namesTheDefaultOneAloneWhereNothingIsSet(String nothing) {
        assertThat(set(nothing).named()).containsExactly(KeyringName.DEFAULT);
        assertThat(set(nothing).all()).containsExactly(KeyringName.DEFAULT);
        assertThat(new Keyrings(List.of()).named()).containsExactly(KeyringName.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "Mail|'Mail' cannot be: a keyring's name is up to 63 lower-case letters, digits and hyphens, a hyphen neither first nor last",
                "mail:|in 'mail:' the size must be from 1 to 10000",
                "mail:0|in 'mail:0' the size must be from 1 to 10000",
                "mail:10001|in 'mail:10001' the size must be from 1 to 10000",
                "mail:1:2|in 'mail:1:2' the size must be from 1 to 10000",
                "mail:-1|in 'mail:-1' the size must be from 1 to 10000",
                "mail:many|in 'mail:many' the size must be from 1 to 10000",
                "mail,default,mail:7|SIGNET_KEYRINGS names 'mail' twice; name each keyring once",
            })
    void aBadValueIsSaidInOneSentence(String value, String sentence) {
        assertThat(ServiceMain.reason(catchThrowable(() -> set(value))))
                .startsWith("SIGNET_KEYRINGS ")
                .endsWith(sentence);
    }

    @Test
    void namesAtMostAHundredWithTheDefaultOne() {
        assertThat(set(names(99)).all()).hasSize(100);
        assertThat(ServiceMain.reason(catchThrowable(() -> set(names(100)))))
                .isEqualTo("SIGNET_KEYRINGS must name at most 100 keyrings, default among them");
    }

    private static String names(int count) {
        return String.join(",", IntStream.range(0, count).mapToObj(i -> "k" + i).toList());
    }

    private static Keyrings set(String value) {
        return new Binder(new MapConfigurationPropertySource(Map.of("signet.keyrings", value)))
                .bindOrCreate("signet", Keyrings.class);
    }
}
