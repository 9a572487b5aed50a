@NullMarked
package dev.signet.testing;

import org.jspecify.annotations.NullMarked;
