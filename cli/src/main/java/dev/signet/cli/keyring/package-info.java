/** Keyrings: how each of them gets on. */
@NullMarked
package dev.signet.cli.keyring;

import org.jspecify.annotations.NullMarked;
