package dev.signet.platform.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.core.GrantedAuthority;

class PeopleConfigurationTest {
    private static final String THIS_MACHINE = "127.0.0.1";
    private static final String ALL_MACHINES = "0.0.0.0";

    @TempDir
    private Path directory;

    @Test
    void whoListensToOtherMachinesAndKnowsNobodyDoesNotStart() {
        assertThatThrownBy(() -> people(ALL_MACHINES, null, null))
                .hasMessageContainingAll("SIGNET_ADDRESS", "SIGNET_PEOPLE_TOKENS_FILE", "SIGNET_PEOPLE_ISSUER");
        assertThatThrownBy(() -> people(null, null, null)).hasMessageContaining("SIGNET_ADDRESS");
    }

    @Test
    void whoListensToOtherMachinesLetsNobodyInUnlessToldSo() throws IOException {
        assertThat(people(ALL_MACHINES, tokens(), null).anonymous())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactly("ANONYMOUS");
        assertThat(people(ALL_MACHINES, null, "viewer").anonymous())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("ANONYMOUS", "ROLE_VIEWER");
    }

    @Test
    void onThisMachineEverybodyMayDoEverythingUntilSomebodyIsKnownAndThenLook() throws IOException {
        assertThat(people(THIS_MACHINE, null, null).anonymous())
                .extracting(GrantedAuthority::getAuthority)
                .contains("ROLE_OPERATOR", "ROLE_KEY_ADMIN", "ROLE_AUDITOR", "ROLE_SUBMITTER", "ROLE_VIEWER");
        assertThat(people(THIS_MACHINE, tokens(), null).anonymous())
                .extracting(GrantedAuthority::getAuthority)
                .containsExactlyInAnyOrder("ANONYMOUS", "ROLE_VIEWER", "ROLE_AUDITOR");
    }

    @Test
    void settingsThatWouldLetInTooManyAreRefused() {
        assertThatThrownBy(
                        () -> new PeopleProperties(null, URI.create("https://id.example"), null, "roles", null, null))
                .hasMessageContaining("SIGNET_PEOPLE_AUDIENCE");
        assertThatThrownBy(() -> new PeopleProperties(null, null, null, "roles", "viewers", null))
                .hasMessageContainingAll("SIGNET_PEOPLE_ANONYMOUS", "'viewers'");
        assertThatThrownBy(() -> new PeopleProperties(null, null, null, "roles", null, -1))
                .hasMessageContaining("SIGNET_PEOPLE_RATE");
    }

    private Path tokens() throws IOException {
        return Files.writeString(directory.resolve("tokens"), "");
    }

    private static People people(@Nullable String address, @Nullable Path tokens, @Nullable String anonymous) {
        try {
            var server = new ServerProperties();
            server.setAddress(address == null ? null : InetAddress.getByName(address));
            return new PeopleConfiguration()
                    .people(
                            new PeopleProperties(tokens, null, null, "roles", anonymous, null),
                            server,
                            Clock.systemUTC());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
