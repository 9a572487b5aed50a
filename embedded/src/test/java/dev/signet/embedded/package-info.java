@NullMarked
package dev.signet.embedded;

import org.jspecify.annotations.NullMarked;
