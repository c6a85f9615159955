using FlextMonitor.Collector;
using FlextMonitor.Collector.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Connections;
using FlextMonitor.Hub.Live;
using FlextMonitor.Web.Api;
using FlextMonitor.Web.Health;
using FlextMonitor.Web.Logs;
using FlextMonitor.Web.Pages;
using FlextMonitor.Web.Settings;
using FlextMonitor.Web.Stats;
using FlextMonitor.Web.Telemetry;

return await StartUp.RunAsync(args, builder =>
{
    builder.AddLogs();
    builder.AddEmbeddedSource();
    builder.Services.AddCollector();
    builder.Services.AddLive();
    builder.Services.AddAccess();
    builder.Services.AddPages();
    builder.Services.AddHttpApi();
    builder.Services.AddTelemetry(builder.Configuration);
    builder.Services.AddUnknownSettingsCheck();
    builder.Services.AddCertificateFiles();
    builder.Services.AddAnnouncement();
}, application =>
{
    application.UseRequestLogs();
    application.UsePages();
    application.UseHttpApi();
    application.UseAccess();

    application.MapPages();
    application.MapLive().RequireCors(AccessRegistration.HubCors);
    application.MapAccess();
    application.MapConnections();
    application.MapStats();
    application.MapHealth();
    application.MapTelemetry();
    application.MapHttpApi();
});
