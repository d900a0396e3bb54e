package org.liandong.app.server.api;

import org.liandong.engine.Engine;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The HTTP API.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FactLimits.class)
public class ApiConfiguration {

    @Bean
    FactsController factsController(Engine engine, FactLimits limits) {
        return new FactsController(engine, limits, System::nanoTime);
    }
}
