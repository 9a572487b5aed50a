package dev.signet.collection.keyring;

import dev.signet.platform.Keyrings;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keyrings as an instance with another setting knows them. */
public final class SetKeyrings {
    private SetKeyrings() {}

    /** @param setting as SIGNET_KEYRINGS has it, one entry each */
    public static KnownKeyrings of(JdbcClient jdbc, String... setting) {
        return new KnownKeyrings(jdbc, new Keyrings(List.of(setting)), new BatchSizeProperties(100));
    }
}
