using System.Net;
using FlextMonitor.Hub.Alerts.Channels;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class TargetAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://100.64.0.1/")]
    [InlineData("http://169.254.169.254/")]
    [InlineData("http://172.31.255.255/")]
    [InlineData("http://192.168.0.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::127.0.0.1]/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://[::ffff:a00:1]/")]
    [InlineData("http://[64:ff9b::a00:1]/")]
    [InlineData("http://[2002:a00:1::]/")]
    [InlineData("http://[fd00::1]/")]
    [InlineData("http://[fe80::1]/")]
    public void IsAllowed_OfAPrivateAddress_DependsOnTheSetting(string url)
    {
        var address = AddressOf(url);

        TargetAddresses.IsAllowed(address, allowPrivate: false).ShouldBeFalse();
        TargetAddresses.IsAllowed(address, allowPrivate: true).ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://0/")]
    [InlineData("http://224.0.0.1/")]
    [InlineData("http://255.255.255.255/")]
    [InlineData("http://[::]/")]
    [InlineData("http://[ff02::1]/")]
    public void IsAllowed_OfAnUnspecifiedOrMulticastAddress_IsFalse(string url) => TargetAddresses.IsAllowed(AddressOf(url), allowPrivate: true).ShouldBeFalse();

    [Theory]
    [InlineData("http://9.255.255.255/")]
    [InlineData("http://100.128.0.1/")]
    [InlineData("http://172.32.0.1/")]
    [InlineData("http://[2606:4700::1111]/")]
    public void IsAllowed_OfAPublicAddress_IsTrue(string url) => TargetAddresses.IsAllowed(AddressOf(url), allowPrivate: false).ShouldBeTrue();

    private static IPAddress AddressOf(string url) => IPAddress.Parse(new Uri(url).IdnHost);
}
