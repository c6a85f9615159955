using System.ComponentModel;
using System.Reflection;
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
            services.AddKnownSetting(section, property.Name, property.GetCustomAttribute<DescriptionAttribute>()?.Description);
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
            services.AddKnownSetting(section, key, description: null);
        }

        return services;
    }

    /// <summary>Registers one key that no options class binds.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The path of its section; empty for the root.</param>
    /// <param name="key">The key.</param>
    /// <param name="description">One line for <c>--help</c>; <c>null</c> if the key needs none.</param>
    public static IServiceCollection AddKnownSetting(this IServiceCollection services, string section, string key, string? description) =>
        services.AddSingleton(new KnownSetting(section, key, description));

    /// <summary>Registers the keys of a list's entries. They are listed only: the list's reader checks them (<see cref="SectionReader.RefuseUnknownKeys"/>).</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The list's path.</param>
    /// <param name="keys">The keys of an entry, each with one line for <c>--help</c>.</param>
    public static IServiceCollection AddKnownList(this IServiceCollection services, string section, IEnumerable<KeyValuePair<string, string>> keys)
    {
        foreach (var (key, description) in keys)
        {
            services.AddSingleton(new KnownSetting(section, key, description, IsListEntry: true));
        }

        return services;
    }

    /// <summary>
    /// Stops the start if a setting is unknown. Only for a program of this product: a foreign host has settings of its own, which this would refuse.
    /// </summary>
    public static IServiceCollection AddUnknownSettingsCheck(this IServiceCollection services)
    {
        services.AddOptions<UnknownSettings.Options>().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<UnknownSettings.Options>, UnknownSettings>();
    }
}
