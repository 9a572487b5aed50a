/** Where key-encryption keys come from: a file, a passphrase, a token that keeps them. For the services that seal something, which import Bouncy Castle. */
@NullMarked
package dev.signet.platform.kek;

import org.jspecify.annotations.NullMarked;
