package org.liandong.app.server;

import java.time.InstantSource;
import java.util.List;
import org.liandong.app.server.access.AccessConfiguration;
import org.liandong.app.server.api.ApiConfiguration;
import org.liandong.app.server.console.ConsoleConfiguration;
import org.liandong.app.server.push.PushConfiguration;
import org.liandong.app.server.tasks.TasksConfiguration;
import org.liandong.engine.Engine;
import org.liandong.engine.Json;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the server is made of. Nothing is found by scanning: each part has a configuration that is named here.
@SpringBootConfiguration(proxyBeanMethods = false)
// Accounts are those of the store.
@EnableAutoConfiguration(exclude = UserDetailsServiceAutoConfiguration.class)
@Import({
    AccessConfiguration.class,
    ApiConfiguration.class,
    ConsoleConfiguration.class,
    PushConfiguration.class,
    TasksConfiguration.class,
    TracesConfiguration.class,
    Problems.class
})
class ServerConfiguration implements WebMvcConfigurer {

    /// A program that names no type gets JSON where there is JSON, and a page where there is only a page.
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
        HeaderContentNegotiationStrategy header = new HeaderContentNegotiationStrategy();
        configurer.strategies(
                List.of(request -> {
                    List<MediaType> accepted = header.resolveMediaTypes(request);
                    return accepted.equals(List.of(MediaType.ALL))
                            ? List.of(MediaType.APPLICATION_JSON, MediaType.ALL)
                            : accepted;
                }));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> patience() {
        return factory -> factory.setProtocol(PatientProtocol.class.getName());
    }

    @Bean
    JsonMapper jsonMapper() {
        // As the contract lists the fields, not by the alphabet.
        return Json.mapper()
                .rebuild()
                .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    @Bean
    InstantSource time(Engine.Settings settings) {
        return settings.time();
    }

    @Bean
    Reads reads(Engine.Settings settings) {
        return new Reads(settings.store());
    }

    @Bean
    HealthIndicator engineHealthIndicator(Engine engine) {
        return () -> (engine.isAlive() ? Health.up() : Health.down()).build();
    }
}
