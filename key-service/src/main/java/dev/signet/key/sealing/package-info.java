/** Private keys at rest under the key-encryption key, and on their way to one worker. */
@NullMarked
package dev.signet.key.sealing;

import org.jspecify.annotations.NullMarked;
