try
{
    if (ResetAdmin.IsRequested(args))
    {
        return await ResetAdmin.RunAsync(args);
    }

    var builder = MonitorBuilder.Create(args);
    builder.AddLogs();
    builder.AddEmbeddedSource(args);
    builder.Services.AddCollector();
    builder.Services.AddLive();
    builder.Services.AddProblems();
    builder.Services.AddWatchedMetrics();
    builder.Services.AddAccess();
    builder.Services.AddPages();
    builder.Services.AddHttpApi();
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddSettingsChecks();
    builder.Services.AddAnnouncement();
    if (builder.TryPrintProgramInfo(args))
    {
        return 0;
    }

    await using var app = builder.Build();
    app.UsePathBaseOfProxy();
    app.UseRequestLogs();
    app.UsePages();
    app.UseHttpApi();
    app.UseAccess();

    app.MapPages();
    app.MapLive().RequireCors(AccessRegistration.HubCors);
    app.MapAccess();
    app.MapConnections();
    app.MapStats();
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
