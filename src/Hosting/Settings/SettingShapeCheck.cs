using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Settings;

/// <summary>
/// Refuses a list or a section where one value belongs, before the binder reads it: for a text the binder's exception names neither the key nor what is
/// allowed. Register it before the binding.
/// </summary>
internal sealed class SettingShapeCheck<TOptions>(IConfigurationSection section) : IConfigureOptions<TOptions>
    where TOptions : class
{
    public void Configure(TOptions options)
    {
        var failures = typeof(TOptions).GetProperties()
            .Where(property => property.CanWrite && KnownSettings.ShapeOf(property.PropertyType) is SettingShape.Value)
            .SelectMany(property => section.GetSection(property.Name).GetChildren().Select(below => UnknownSetting.BelowValue(ConfigurationPath.Combine(section.Path, property.Name), below.Key)))
            .ToList();
        if (failures.Count > 0)
        {
            throw new OptionsValidationException(section.Path, typeof(TOptions), failures);
        }
    }
}
