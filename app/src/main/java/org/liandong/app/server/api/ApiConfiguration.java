package org.liandong.app.server.api;

import org.springframework.context.annotation.Configuration;

/// The HTTP API.
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {}
