package dev.signet.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.signet.standalone.Login.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginsTest {
    private static final int MESSAGES = 20_000;

    private final List<Login> logins = generate(1);

    @Test
    void sameSeedMakesTheSameMessages() {
        assertThat(generate(1)).isEqualTo(logins);
        assertThat(generate(2)).isNotEqualTo(logins);
    }

    @Test
    void sharesAreAsPromised() {
        var shares = logins.stream().collect(Collectors.groupingBy(Login::kind, Collectors.counting()));

        assertThat(shares.get(Kind.MALFORMED)).isCloseTo(MESSAGES * 5L / 100, withPercentage(10));
        assertThat(shares.get(Kind.DUPLICATE)).isCloseTo(MESSAGES * 20L / 100, withPercentage(10));
        assertThat(shares.get(Kind.REDELIVERED)).isCloseTo(MESSAGES * 3L / 100, withPercentage(15));
    }

    @Test
    void whatIsNewIsNewAndWhatComesAgainHasCome() {
        var seen = new HashSet<String>();

        for (var login : logins) {
            var isNew = seen.add(login.id() + login.body());
            assertThat(isNew).isEqualTo(login.kind() == Kind.NEW || login.kind() == Kind.MALFORMED);
        }
    }

    private static List<Login> generate(long seed) {
        var logins = new Logins(seed, MESSAGES);
        return IntStream.range(0, MESSAGES).mapToObj(_ -> logins.next()).toList();
    }
}
