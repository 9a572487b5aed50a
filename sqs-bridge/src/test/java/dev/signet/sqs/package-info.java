@NullMarked
package dev.signet.sqs;

import org.jspecify.annotations.NullMarked;
