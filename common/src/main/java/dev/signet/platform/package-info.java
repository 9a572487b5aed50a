/** The few Spring parts that every service needs alike: broker, problems, service authentication, paging, start. */
@NullMarked
package dev.signet.platform;

import org.jspecify.annotations.NullMarked;
