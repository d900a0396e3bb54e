package org.liandong.app.server.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.liandong.app.server.Reads;
import org.liandong.app.server.access.Keys;
import org.liandong.app.server.access.People;
import org.liandong.app.server.push.Calls;
import org.liandong.app.server.push.Webhooks;
import org.liandong.app.server.sheets.ServicePages;
import org.liandong.app.server.tasks.TaskDesk;
import org.liandong.engine.Engine;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/// The pages for people.
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {

    /// The templates, which the build has compiled.
    @Bean
    TemplateEngine templates() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
    }

    @Bean
    Assets assets() {
        return new Assets();
    }

    @Bean
    ServicePages servicePages(Engine.Settings settings) {
        return new ServicePages(settings.overrides());
    }

    @Bean
    Console console(
            Reads reads,
            Engine engine,
            Engine.Settings settings,
            InstantSource time,
            TemplateEngine templates,
            TaskDesk desk,
            ServicePages pages) {
        return new Console(
                reads, engine.waits(), time, settings.overrides(), templates, desk, pages);
    }

    @Bean
    ConsolePages consolePages(
            Console console, Assets assets, Engine engine, TaskDesk desk, ServicePages pages) {
        return new ConsolePages(console, assets, engine, desk, pages);
    }

    @Bean
    AdminFront adminFront(
            Console console, People people, Keys keys, Webhooks webhooks, InstantSource time) {
        return new AdminFront(console, people, keys, webhooks, time);
    }

    @Bean
    PeoplePages peoplePages(People people, InstantSource time) {
        return new PeoplePages(people, time);
    }

    @Bean
    KeyPages keyPages(Keys keys, InstantSource time) {
        return new KeyPages(keys, time);
    }

    @Bean
    WebhookPages webhookPages(Webhooks webhooks, Calls calls) {
        return new WebhookPages(webhooks, calls);
    }

    /// Lets the pages of the administration ask for a [Visit].
    @Bean
    WebMvcConfigurer visits(Console console, ConsolePages pages) {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new Visit.Resolver(console, pages));
            }
        };
    }

    @Bean
    ErrorPages errorPages(ConsolePages pages, LocaleResolver languages) {
        return new ErrorPages(pages, languages);
    }

    /// The language that a person has chosen, else that of the browser.
    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver resolver = new CookieLocaleResolver("lang");
        resolver.setCookieMaxAge(Duration.ofDays(365));
        // A cookie that somebody has made up is no reason to fail.
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(request ->
                request.getHeader("Accept-Language") == null
                        ? Locale.ENGLISH
                        : request.getLocale());
        return resolver;
    }
}
