using FlextMonitor.Testing;

[assembly: AssemblyFixture(typeof(RedisServer))]
