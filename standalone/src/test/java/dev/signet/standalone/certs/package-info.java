@NullMarked
package dev.signet.standalone.certs;

import org.jspecify.annotations.NullMarked;
