using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hosting.Settings;

/// <summary>The known settings as text, one a line with its description.</summary>
internal static class KnownSettingsText
{
    /// <summary>Those that were registered, by path. A section is left out if its keys are listed.</summary>
    public static string Of(IServiceCollection services)
    {
        var settings = services.Select(service => service.ImplementationInstance).OfType<KnownSetting>()
            .DistinctBy(setting => setting.Path, StringComparer.OrdinalIgnoreCase)
            .OrderBy(setting => setting.Path, StringComparer.Ordinal)
            .ToList();
        var listed = settings.Where(setting => !settings.Any(other => IsBelow(other, setting))).ToList();
        var width = listed.Select(setting => setting.Path.Length).DefaultIfEmpty().Max();
        return string.Join(Environment.NewLine, listed.Select(setting => $"  {setting.Path.PadRight(width)}  {setting.Description}".TrimEnd()));
    }

    /// <summary>The settings of the framework in one sentence; empty for a program that does not check its settings.</summary>
    public static string OfTheFramework(IServiceCollection services) =>
        services.Select(service => service.ImplementationInstance).OfType<FrameworkSettings>().FirstOrDefault() is { } framework
            ? $"Further settings apply: {framework.Summary}."
            : "";

    private static bool IsBelow(KnownSetting setting, KnownSetting section) =>
        setting.Path.StartsWith(section.Path + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase);
}
