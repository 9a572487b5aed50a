/** The keys themselves: generated, imported, listed, taken out of use; never shown. */
@NullMarked
package dev.signet.key.keyring;

import org.jspecify.annotations.NullMarked;
