package dev.signet.collection.parking;

import dev.signet.platform.ConfirmedPublisher;
import dev.signet.platform.ParkedMessages;
import dev.signet.platform.Parking;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {
    @Bean
    Parking parking(ParkedMessages rows, ConfirmedPublisher publisher) {
        return new Parking(rows, publisher);
    }
}
