package org.liandong.app.server.tasks;

import java.time.InstantSource;
import org.liandong.app.server.Reads;
import org.liandong.engine.Engine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The officers' work.
@Configuration(proxyBeanMethods = false)
public class TasksConfiguration {

    @Bean
    TaskDesk taskDesk(Engine engine, Engine.Settings settings, Reads reads, InstantSource time) {
        TaskDesk.prepare(settings.store());
        return new TaskDesk(engine, reads, time);
    }
}
