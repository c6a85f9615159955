try
{
    if (Commands.Find(args) is { } command)
    {
        return await command(args);
    }

    var builder = MonitorBuilder.Create(args);
    builder.AddLogs();
    builder.AddEmbeddedSource(args);
    builder.Services.AddCollector();
    builder.Services.AddLive();
    builder.Services.AddEvaluator();
    builder.Services.AddPeople();
    builder.Services.AddProviders(builder.Configuration);
    builder.Services.AddKeyCertificates(builder.Configuration, builder.Environment);
    builder.Services.AddProxies();
    builder.Services.AddLimits();
    builder.Services.AddHttps();
    builder.Services.AddPages();
    builder.Services.AddHttpApi();
    builder.Services.AddHealth();
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddStartup();
    if (builder.TryPrintProgramInfo(args))
    {
        return 0;
    }

    await using var app = builder.Build();
    app.UseProxies();
    app.UsePathBaseOfProxy();
    app.UseSecurityHeaders();
    app.UseConnectionLimits();
    app.UseRequestLogs();
    app.UsePages();
    app.UseHttpApi();
    app.UseAccess();
    app.UseCallerLimits();

    app.MapPages();
    app.MapLive().RequireCors(AccessRegistration.HubCors);
    var api = app.MapGroup("").RequireTokenCors();
    api.MapPeople();
    api.MapConnections();
    api.MapStats();
    api.MapEvaluator();
    app.MapHealth();
    app.MapTelemetry();
    app.MapHttpApi();

    await app.RunProgramAsync(StartupRegistration.ProgramName);
    return 0;
}
catch (Exception failure) when (StartFailure.Explain(failure, KestrelStartFailure.Explain) is { } explanation)
{
    return await StartFailure.ReportAsync(StartupRegistration.ProgramName, explanation);
}
