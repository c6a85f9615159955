using System.Globalization;
using FlextMonitor.Contracts;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Compact;

namespace FlextMonitor.Web.Logs;

/// <summary>Logs to the console: readable, or as JSON by the setting <c>Logs:Format</c>. Paths are logged without query strings, which may hold tokens.</summary>
internal static class LogRegistration
{
    private const string Section = "Logs";
    private const string FormatKey = $"{Section}:Format";
    private const string LevelKey = $"{Section}:Level";
    private const string HubDispatcher = "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher";

    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Services.AddKnownSetting(Section, "Format", "text or json (text)");
        builder.Services.AddKnownSetting(Section, "Level", $"least level to log: {string.Join(", ", Enum.GetNames<LogEventLevel>())} (Information)");
        builder.Services.AddReplacedSetting("Logging", LevelKey);
        builder.Services.AddReplacedSetting("Serilog", LevelKey);
        var format = builder.Configuration[FormatKey] ?? "text";
        var level = builder.Configuration[LevelKey] ?? nameof(LogEventLevel.Information);
        if (format is not ("text" or "json"))
        {
            throw Invalid(FormatKey, format, "text or json");
        }

        if (!Enum.TryParse<LogEventLevel>(level, ignoreCase: true, out var minimum) || !Enum.IsDefined(minimum))
        {
            throw Invalid(LevelKey, level, string.Join(", ", Enum.GetNames<LogEventLevel>()));
        }

        var log = new LoggerConfiguration()
            .MinimumLevel.Is(minimum)
            .MinimumLevel.Override("Microsoft", AtLeast(LogEventLevel.Warning))
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", AtLeast(LogEventLevel.Information))
            .MinimumLevel.Override("System", AtLeast(LogEventLevel.Warning))
            .MinimumLevel.Override("Grpc", AtLeast(LogEventLevel.Warning))

            // Warns about every key that it is not encrypted at rest; only the owner may read the data folder.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", AtLeast(LogEventLevel.Error))

            // The caller of a failed operation logs or reports the failure.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Connection", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Transaction", LogEventLevel.Fatal)

            // Logs every refused call with its stack. The caller is told the refusal, and the hub itself logs unexpected failures.
            .MinimumLevel.Override(HubDispatcher, LogEventLevel.Fatal)
            .Enrich.With<OneLineText>()
            .Filter.ByExcluding(ExplainedStartFailure.Matches)
            .Filter.ByExcluding(LostCaller.Matches);
        log = format == "json"
            ? log.WriteTo.Console(new RenderedCompactJsonFormatter())
            : log.Enrich.With<IndentedFailure>().WriteTo.Console(outputTemplate: IndentedFailure.Template, formatProvider: CultureInfo.InvariantCulture);
        var logger = log.CreateLogger();
        builder.Services.AddSerilog(logger);
        builder.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(_ => new SharedLoggers(new SerilogLoggerFactory(logger, dispose: true))));

        LogEventLevel AtLeast(LogEventLevel level) => level > minimum ? level : minimum;
    }

    public static void UseRequestLogs(this WebApplication application) => application.UseSerilogRequestLogging(options =>
    {
        // The default is the static logger, which nothing sets.
        options.Logger = application.Services.GetRequiredService<Serilog.ILogger>();
        options.IncludeQueryInRequestPath = false;
        options.GetLevel = (context, _, exception) => LevelOf(context, exception);
    });

    /// <summary>The level at which a finished request is logged.</summary>
    internal static LogEventLevel LevelOf(HttpContext context, Exception? exception) =>
        exception is not null || (context.Response.StatusCode >= StatusCodes.Status500InternalServerError && !IsAboutADaemonThatIsDown(context) && !IsRefusedLoad(context))
            ? LogEventLevel.Warning
            : IsBadInput(context) ? LogEventLevel.Information
            : IsRoutine(context.Request.Path) ? LogEventLevel.Verbose : LogEventLevel.Debug;

    // Logged once, when the daemon went down; polling would log it again with every request.
    private static bool IsAboutADaemonThatIsDown(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && context.Request.Path.StartsWithSegments(Routes.Stats.TrimEnd('/'));

    // Whoever refuses requests because there are too many logs that once a minute.
    private static bool IsRefusedLoad(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count > 0;

    // Of callers who are known: strangers could fill the log.
    private static bool IsBadInput(HttpContext context) =>
        context.Response.StatusCode == StatusCodes.Status400BadRequest && context.User.Identity?.IsAuthenticated == true;

    private static bool IsRoutine(PathString path) => path.StartsWithSegments("/health") || path.StartsWithSegments(Routes.DashboardHub);

    private static OptionsValidationException Invalid(string key, string value, string allowed) =>
        new(key, typeof(LogRegistration), [$"{key} is '{value}', but must be one of {allowed}"]);
}
