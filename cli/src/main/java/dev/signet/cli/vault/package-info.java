/** The vault: put, get and remove what only the owner of a key can read. */
@NullMarked
package dev.signet.cli.vault;

import org.jspecify.annotations.NullMarked;
