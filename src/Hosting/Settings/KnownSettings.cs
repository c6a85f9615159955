using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Settings;

/// <summary>
/// Registers the settings that a program reads. <c>--help</c> lists them, and <see cref="AddUnknownSettingsCheck"/> refuses all others: a misspelt
/// key would otherwise have no effect and nobody would notice.
/// </summary>
public static class KnownSettings
{
    /// <summary>Binds options to a section, validates them when the host starts, and registers their keys.</summary>
    /// <typeparam name="TOptions">The options; see <see cref="AddKnownSettings{TOptions}"/>.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section's path.</param>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton<IConfigureOptions<TOptions>>(provider => new SettingShapeCheck<TOptions>(provider.GetRequiredService<IConfiguration>().GetSection(section)));
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        return services.AddKnownSettings<TOptions>(section);
    }

    /// <summary>Registers the keys of options that another host in this process binds.</summary>
    /// <typeparam name="TOptions">
    /// The options. Every writable property is a key; its <see cref="DescriptionAttribute"/>, if it has one, is shown by <c>--help</c>.
    /// </typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section's path.</param>
    public static IServiceCollection AddKnownSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        foreach (var property in typeof(TOptions).GetProperties().Where(property => property.CanWrite))
        {
            services.AddSingleton(new KnownSetting(section, property.Name, property.GetCustomAttribute<DescriptionAttribute>()?.Description, ShapeOf(property.PropertyType)));
        }

        return services;
    }

    /// <summary>Registers keys that no options class binds.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The path of their section; empty for the root.</param>
    /// <param name="keys">The keys, or the names of subsections.</param>
    public static IServiceCollection AddKnownKeys(this IServiceCollection services, string section, params string[] keys)
    {
        foreach (var key in keys)
        {
            services.AddSingleton(new KnownSetting(section, key, Description: null, SettingShape.Section));
        }

        return services;
    }

    /// <summary>Registers one key that no options class binds. It holds one value.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The path of its section; empty for the root.</param>
    /// <param name="key">The key.</param>
    /// <param name="description">One line for <c>--help</c>; <c>null</c> if the key needs none.</param>
    public static IServiceCollection AddKnownSetting(this IServiceCollection services, string section, string key, string? description) =>
        services.AddSingleton(new KnownSetting(section, key, description, SettingShape.Value));

    /// <summary>Registers the keys of a list's entries. They are listed only: the list's reader checks them (<see cref="SectionReader.RefuseUnknownKeys"/>).</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The list's path.</param>
    /// <param name="keys">The keys of an entry, each with one line for <c>--help</c>.</param>
    public static IServiceCollection AddKnownList(this IServiceCollection services, string section, IEnumerable<KeyValuePair<string, string>> keys)
    {
        foreach (var (key, description) in keys)
        {
            services.AddSingleton(new KnownSetting(section, key, description, SettingShape.ListEntry));
        }

        return services;
    }

    /// <summary>Registers a key at the root that people know from other programs. It is refused, and the message names the key to use instead.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="key">The key that this program does not read.</param>
    /// <param name="replacement">The path of the key to use.</param>
    public static IServiceCollection AddReplacedSetting(this IServiceCollection services, string key, string replacement) =>
        services.AddSingleton(new ReplacedSetting(key, replacement));

    /// <summary>
    /// Stops the start if a setting is unknown. Only for a program of this product: a foreign host has settings of its own, which this would refuse.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="framework">The settings that the framework reads for the program.</param>
    public static IServiceCollection AddUnknownSettingsCheck(this IServiceCollection services, FrameworkSettings framework)
    {
        services.AddSingleton(framework);
        services.AddOptions<UnknownSettings.Options>().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<UnknownSettings.Options>, UnknownSettings>();
    }

    /// <summary>The configuration binder reads a type from one text if the type has a converter from text.</summary>
    internal static SettingShape ShapeOf(Type type) =>
        TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string)) ? SettingShape.Value
        : type.IsAssignableTo(typeof(IEnumerable<string>)) ? SettingShape.ValueList
        : SettingShape.Section;
}
