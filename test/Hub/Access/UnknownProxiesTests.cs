using System.Net;
using FlextMonitor.Hub.Access.Proxies;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Tests.Access;

public sealed class UnknownProxiesTests
{
    private readonly RecordedLog _log = new();
    private readonly UnknownProxies _proxies;

    public UnknownProxiesTests() => _proxies = new UnknownProxies(new KnownProxies(Options.Create(Configured())), _log.For<UnknownProxies>());

    [Fact]
    public void Note_OfAProxy_LogsItOnceWithTheSetting()
    {
        _proxies.Note(Request("::ffff:10.0.0.5", ("X-Forwarded-For", "192.0.2.1")));
        _proxies.Note(Request("10.0.0.5", ("X-Forwarded-Proto", "https")));

        _log.Entries.ShouldHaveSingleItem().Message.ShouldStartWith("A proxy at 10.0.0.5 passes requests on, and is not among Proxies:Known");
    }

    [Fact]
    public void Note_OfMadeUpProxies_LogsFew()
    {
        for (var i = 1; i < 255; i++)
        {
            _proxies.Note(Request($"10.0.0.{i}", ("X-Forwarded-For", "192.0.2.1")));
        }

        _log.Entries.Count.ShouldBe(UnknownProxies.MostLogged);
    }

    [Fact]
    public void Note_OfManyAddressesOfOneNetwork_LogsOne()
    {
        for (var i = 1; i < 255; i++)
        {
            _proxies.Note(Request($"2001:db8::{i:x}", ("X-Forwarded-For", "192.0.2.1")));
        }

        _log.Entries.Count.ShouldBe(1);
    }

    [Fact]
    public void Of_ARequestWithoutAProxy_OrOfAKnownOne_IsNobody()
    {
        _proxies.Of(Request("10.0.0.5")).ShouldBeNull();
        _proxies.Of(Request("10.1.0.5", ("X-Forwarded-For", "unknown"))).ShouldBeNull();
        _proxies.Of(Request("192.0.2.1", ("X-Original-For", "10.0.0.5:1234"), ("X-Forwarded-For", "192.0.2.9"))).ShouldBeNull();
    }

    private static ForwardedHeadersOptions Configured()
    {
        var options = new ForwardedHeadersOptions();
        options.KnownIPNetworks.Clear();
        options.KnownIPNetworks.Add(IPNetwork.Parse("10.1.0.0/16"));
        return options;
    }

    private static DefaultHttpContext Request(string from, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) } };
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        return context;
    }
}
