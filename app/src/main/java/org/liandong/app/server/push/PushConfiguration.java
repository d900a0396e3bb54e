package org.liandong.app.server.push;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.liandong.app.server.Reads;
import org.liandong.engine.Engine;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the server sends to others by itself.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PushConfiguration.Settings.class)
public class PushConfiguration {

    private static final int PAGE = 50;

    /// How webhooks are called.
    ///
    /// @param allowPrivate also at private addresses, and without TLS
    @ConfigurationProperties("liandong.webhooks")
    record Settings(
            @DefaultValue("false") boolean allowPrivate,
            @DefaultValue("1s") Duration every,
            @DefaultValue("15s") Duration timeout,
            @DefaultValue("5s") Duration firstPause,
            @DefaultValue("1h") Duration longestPause,
            @DefaultValue("15") int attempts) {}

    @Bean
    Webhooks webhooks(
            Engine engine,
            Engine.Settings engineSettings,
            Settings settings,
            Reads reads,
            InstantSource time,
            SecureRandom random) {
        Webhooks.prepare(engineSettings.store());
        return new Webhooks(
                engine,
                reads,
                engineSettings.secret(),
                time,
                random,
                new Targets(settings.allowPrivate()));
    }

    @Bean
    Calls calls(
            Webhooks webhooks,
            Settings settings,
            Reads reads,
            InstantSource time,
            SecureRandom random) {
        return new Calls(
                webhooks,
                reads,
                new Targets(settings.allowPrivate()),
                time,
                random::nextDouble,
                new Calls.Pace(
                        settings.every(),
                        settings.timeout(),
                        settings.firstPause(),
                        settings.longestPause(),
                        settings.attempts(),
                        PAGE));
    }

    @Bean
    WebhookController webhookController(Webhooks webhooks, Calls calls) {
        return new WebhookController(webhooks, calls);
    }
}
