/** Key pairs: made, read from PEM, named by their thumbprint. */
@NullMarked
package dev.signet.key.material;

import org.jspecify.annotations.NullMarked;
