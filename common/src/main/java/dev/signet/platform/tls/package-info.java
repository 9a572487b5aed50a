/** Services prove to each other who they are by certificates of one private authority (mutual TLS). */
@NullMarked
package dev.signet.platform.tls;

import org.jspecify.annotations.NullMarked;
