using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Settings;

/// <summary>Registers what settings there are, so that a misspelt one stops the start: it would otherwise go unseen.</summary>
public static class KnownSettings
{
    /// <summary>Binds options to a section, validates them when the host starts, and makes their keys known.</summary>
    /// <typeparam name="TOptions">The options; every property that can be set is a key.</typeparam>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section's path.</param>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        return services.AddKnownKeys(section, [.. typeof(TOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name)]);
    }

    /// <summary>Makes keys known that no options are bound to.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The path of their section; empty for the top.</param>
    /// <param name="keys">The keys, or names of sections.</param>
    public static IServiceCollection AddKnownKeys(this IServiceCollection services, string section, params string[] keys) =>
        services.AddSingleton(new KnownKeys(section, keys));

    /// <summary>Refuses whatever is not known. For a program of our own: in another host it would refuse that one's settings.</summary>
    public static IServiceCollection AddUnknownSettingsCheck(this IServiceCollection services)
    {
        services.AddOptions<UnknownSettings.Options>().ValidateOnStart();
        return services.AddSingleton<IValidateOptions<UnknownSettings.Options>, UnknownSettings>();
    }
}
