// The floor of starting a process.
int main(void) { return 0; }
