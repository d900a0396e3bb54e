package org.liandong.app.server.access;

import gg.jte.TemplateEngine;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.app.server.Reads;
import org.liandong.engine.Engine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Who may do what: accounts, keys, and the two ways in. Programs show a key or a token with each request and have no
/// session; people sign in and have one, whose forms carry a token of ours.
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration implements WebMvcConfigurer {

    // Everything comes from here; nothing is embedded, framed, or run that stands in a page.
    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final String DEVICES =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(),"
                    + " microphone=(), payment=(), usb=()";

    private final ObjectProvider<Reads> reads;

    AccessConfiguration(ObjectProvider<Reads> reads) {
        this.reads = reads;
    }

    @Bean
    SecureRandom chance() {
        return new SecureRandom();
    }

    @Bean
    Acts acts(Engine engine, Engine.Settings settings) {
        Access.prepare(settings.store());
        return new Acts(engine);
    }

    @Bean
    People people(Acts acts, Reads reads, InstantSource time, SecureRandom chance) {
        return reads.read(views -> People.load(acts, views, time, chance));
    }

    @Bean
    Keys keys(Acts acts, Reads reads, InstantSource time, SecureRandom chance) {
        return reads.read(views -> Keys.load(acts, views, time, chance));
    }

    @Bean
    FormTokens formTokens() {
        return new FormTokens();
    }

    @Bean
    Entrance entrance(
            People people, InstantSource time, SecureRandom chance, FormTokens formTokens) {
        return new Entrance(people, time, chance, formTokens);
    }

    @Bean
    EntryPages entryPages(
            People people,
            Entrance entrance,
            TemplateEngine templates,
            ObjectProvider<ClientRegistrationRepository> providers) {
        return new EntryPages(people, entrance, templates, names(providers.getIfAvailable()));
    }

    @Bean
    Reveals reveals(Acts acts, Reads reads, Engine.Settings settings) {
        return new Reveals(acts, reads, settings.secret());
    }

    @Bean
    RevealPages revealPages(Reveals reveals, TemplateEngine templates) {
        return new RevealPages(reveals, templates);
    }

    private static List<String> names(@Nullable ClientRegistrationRepository providers) {
        List<String> names = new java.util.ArrayList<>();
        if (providers instanceof Iterable<?> registrations) {
            for (Object registration : registrations) {
                if (registration instanceof ClientRegistration known) {
                    names.add(known.getRegistrationId());
                }
            }
        }
        return names;
    }

    @Bean
    Doorkeeper doorkeeper() {
        return new Doorkeeper();
    }

    @Bean
    @Order(1)
    SecurityFilterChain forPrograms(
            HttpSecurity http,
            Doorkeeper doorkeeper,
            Keys keys,
            ObjectProvider<JwtDecoder> tokens) {
        guard(http, doorkeeper);
        return http.securityMatcher(BearerFilter::isBearer)
                .sessionManagement(
                        sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A browser never adds such a header by itself.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(
                        new BearerFilter(keys, tokens.getIfAvailable()), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain forPeople(
            HttpSecurity http,
            Doorkeeper doorkeeper,
            People people,
            Entrance entrance,
            FormTokens formTokens,
            InstantSource time,
            ObjectProvider<ClientRegistrationRepository> providers) {
        guard(http, doorkeeper);
        http.csrf(csrf -> csrf.csrfTokenRepository(formTokens))
                .addFilterBefore(new CallerFilter(people, time), CsrfFilter.class);
        if (providers.getIfAvailable() != null) {
            http.oauth2Login(login ->
                    login.loginPage("/enter")
                            .successHandler(entrance::fromProvider)
                            .failureHandler(
                                    (_, response, _) -> response.sendRedirect("/enter?refused")));
        }
        return http.build();
    }

    private static void guard(HttpSecurity http, Doorkeeper doorkeeper) {
        http.authorizeHttpRequests(requests ->
                        requests
                                // What was let in goes on to its end, also when it ends in an
                                // error.
                                .dispatcherTypeMatchers(
                                        jakarta.servlet.DispatcherType.ERROR,
                                        jakarta.servlet.DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .access(doorkeeper))
                .exceptionHandling(faults ->
                        faults.authenticationEntryPoint(doorkeeper).accessDeniedHandler(doorkeeper))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(AccessConfiguration::headers);
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(devices -> devices.policy(DEVICES))
                .crossOriginOpenerPolicy(
                        opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(
                        resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Callers());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new OwnCases(reads));
    }
}
