/** Who makes and checks signatures, what is signed, and how public keys are named. For the services that have to do with it, which import it. */
@NullMarked
package dev.signet.platform.crypto;

import org.jspecify.annotations.NullMarked;
