package org.liandong.app.server.api;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.liandong.app.server.Reads;
import org.liandong.app.server.Traces;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.Engine;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/// The HTTP API.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FactLimits.class)
public class ApiConfiguration {

    @Bean
    FactsController factsController(
            Engine engine, FactLimits limits, MeterRegistry meters, Traces traces) {
        return new FactsController(
                engine, limits, System::nanoTime, new FactMeters(meters), traces);
    }

    @Bean
    ReadController readController(
            Reads reads,
            Consumers consumers,
            JsonMapper mapper,
            Engine.Settings settings,
            TaskDesk desk,
            ServicePages sheets,
            InstantSource time) {
        return new ReadController(
                reads, consumers, new Pages(mapper), settings, desk, sheets, time);
    }

    @Bean
    Consumers consumers(Engine engine, Engine.Settings settings, Reads reads, InstantSource time) {
        Consumers.prepare(settings.store());
        return new Consumers(engine, reads, time);
    }

    @Bean
    SheetController sheetController(
            Reads reads, ServicePages sheets, JsonMapper mapper, InstantSource time) {
        return new SheetController(reads, sheets, new Pages(mapper), time);
    }

    @Bean
    WriteController writeController(TaskDesk desk, Consumers consumers) {
        return new WriteController(desk, consumers);
    }

    @Bean
    AccessController accessController(People people, Keys keys, InstantSource time) {
        return new AccessController(people, keys, time);
    }

    @Bean
    Pulse pulse(Reads reads) {
        return new Pulse(reads);
    }

    @Bean
    EventsController eventsController(
            Reads reads, Pulse pulse, JsonMapper mapper, MeterRegistry meters) {
        return new EventsController(reads, pulse, mapper, meters);
    }

    @Bean
    OpenApiController openApiController() {
        return new OpenApiController();
    }
}
