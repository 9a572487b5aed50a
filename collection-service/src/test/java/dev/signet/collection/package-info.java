@NullMarked
package dev.signet.collection;

import org.jspecify.annotations.NullMarked;
