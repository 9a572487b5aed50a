/** {@code signet certs}: the private authority and the certificates by which services know each other. */
@NullMarked
package dev.signet.standalone.certs;

import org.jspecify.annotations.NullMarked;
