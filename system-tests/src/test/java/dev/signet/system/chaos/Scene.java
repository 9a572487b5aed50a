package dev.signet.system.chaos;

/** Where a fault takes place: the servers, the services, and those who use them. */
record Scene(Bed bed, Deployment signet, Users users) {}
