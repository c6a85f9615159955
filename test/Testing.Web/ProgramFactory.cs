using FlextMonitor.Web.Startup;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Testing.Web;

/// <summary>Runs the program's own entry point inside the test's process, on Kestrel. Any type of its assembly serves to find it.</summary>
internal sealed class ProgramFactory : WebApplicationFactory<Announcement>
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly Action<IServiceCollection> _services;

    public ProgramFactory(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection> services)
    {
        _settings = settings;
        _services = services;
        UseKestrel();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(_services);
    }
}
