package dev.signet.collection.intake.type;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** @param typesDir holds a file {@code <name>.json} for each type beside the ones that ship; one of the same name takes the place of a shipped one */
@ConfigurationProperties("signet.intake")
record TypeProperties(@Nullable Path typesDir) {}
