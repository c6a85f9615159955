using FlextMonitor.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace FlextMonitor.Hub.Access.Proxies;

/// <summary>Registers the proxies in front of this host: their forwarded headers are believed, and those of nobody else.</summary>
public static class ProxyRegistration
{
    /// <summary>The framework's setting that believes everybody. Here it adds the proxies on this machine.</summary>
    private const string FrameworkSetting = "ForwardedHeaders_Enabled";

    private static readonly IPNetwork[] ThisMachine = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>Adds the settings.</summary>
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services.AddSettings<ProxyOptions>(ProxyOptions.Section);
        services.AddSingleton<IValidateOptions<ProxyOptions>, ProxyOptions.Validation>();
        services.TryAddSingleton<KnownProxies>();
        services.TryAddSingleton<UnknownProxies>();

        // After the framework's own configuration, which removes the list of known proxies.
        services.AddOptions<ForwardedHeadersOptions>().PostConfigure<IOptions<ProxyOptions>, IConfiguration>((forwarded, proxies, configuration) =>
            Believe(forwarded, [.. proxies.Value.ReadNetworks(), .. IsFrameworkSettingOn(configuration) ? ThisMachine : []]));
        return services;
    }

    /// <summary>Takes a caller's address and scheme from the headers of known proxies, and notices unknown ones. Call it before anything else handles requests.</summary>
    public static void UseProxies(this WebApplication application)
    {
        ArgumentNullException.ThrowIfNull(application);

        // With its setting on, the framework has put the middleware first itself.
        if (!IsFrameworkSettingOn(application.Configuration))
        {
            application.UseForwardedHeaders();
        }

        var unknown = application.Services.GetRequiredService<UnknownProxies>();
        application.Use((context, next) =>
        {
            unknown.Note(context);
            return next(context);
        });
    }

    private static bool IsFrameworkSettingOn(IConfiguration configuration) => string.Equals("true", configuration[FrameworkSetting], StringComparison.OrdinalIgnoreCase);

    private static void Believe(ForwardedHeadersOptions forwarded, IReadOnlyList<IPNetwork> known)
    {
        forwarded.ForwardedHeaders = known.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in known)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        // Each step of a chain must be known, so that any number of steps can be believed.
        forwarded.ForwardLimit = null;
    }
}
